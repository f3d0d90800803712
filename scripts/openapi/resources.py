# Runs a command, and adds a line of JSON about what it and all that it started have used: seconds of CPU, and the MiB of the largest.
import json, resource, subprocess, sys

status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# Kilobytes, but bytes on macOS.
print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)}))
sys.exit(status)
