package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

var leaving atomic.Bool

func number(request *http.Request, name string, otherwise int) time.Duration {
	if value, err := strconv.Atoi(request.URL.Query().Get(name)); err == nil {
		return time.Duration(value)
	}
	return time.Duration(otherwise)
}

// The client opens its next connection to another pod, instead of sending over one that is about to be closed.
// SetKeepAlivesEnabled(false) would close idle connections at once, while a client may be sending over one.
func answer(response http.ResponseWriter) {
	if leaving.Load() {
		response.Header().Set("Connection", "close")
	}
	response.Write([]byte("ok\n"))
}

func main() {
	// The preStop hook: the pod will stop, but routers do not know it yet. Keep serving until SIGTERM.
	http.HandleFunc("/drain", func(response http.ResponseWriter, request *http.Request) {
		leaving.Store(true)
		time.Sleep(number(request, "seconds", 0) * time.Second)
		answer(response)
	})
	http.HandleFunc("/healthcheck", func(response http.ResponseWriter, request *http.Request) { answer(response) })
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		time.Sleep(number(request, "ms", 50) * time.Millisecond)
		answer(response)
	})

	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	// Without an IdleTimeout, idle connections stay open until the router closes them.
	server := &http.Server{Addr: ":" + port}
	stopped := make(chan struct{})
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM)
		<-signals
		leaving.Store(true)
		// Answers the requests in flight and closes idle connections.
		server.Shutdown(context.Background())
		close(stopped)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	// ListenAndServe returns when Shutdown begins. If main returned here, the requests in flight would be cut.
	<-stopped
}
