import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

public class Server {
    private static volatile boolean leaving = false;
    // One party for each request in flight, and one for the process.
    private static final Phaser inFlight = new Phaser(1);

    public static void main(String[] args) throws IOException {
        String port = System.getenv().getOrDefault("PORT", "8080");
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(port)), 128);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            inFlight.register();
            try {
                serve(exchange);
            } finally {
                inFlight.arriveAndDeregister();
            }
        });
        // SIGTERM runs this hook, and the process exits after it. The hook waits for the requests in flight; in Java 17,
        // stop(25) would wait for 25 seconds even without any.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            leaving = true;
            inFlight.arriveAndAwaitAdvance();
            server.stop(0);
        }));
        server.start();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/drain":
                // The preStop hook: the pod will stop, but routers do not know it yet. Keep serving until SIGTERM.
                leaving = true;
                pause(1000 * number(exchange, "seconds", 0));
                break;
            case "/healthcheck":
                break;
            default:
                pause(number(exchange, "ms", 50));
        }
        answer(exchange);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        // The client opens its next connection to another pod, instead of sending over one that is about to be closed.
        if (leaving) { exchange.getResponseHeaders().set("Connection", "close"); }
        byte[] body = "ok\n".getBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static long number(HttpExchange exchange, String name, long otherwise) {
        String query = exchange.getRequestURI().getQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (part.startsWith(name + "=")) { return Long.parseLong(part.substring(name.length() + 1)); }
        }
        return otherwise;
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
