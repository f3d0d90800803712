# shellcheck shell=bash
# Sourced by the scripts that look at the package as its users do.

# Makes an app in $app that installs the package and nothing else but what `cdk8s init` adds: new_app [DEV-DEPENDENCY ...]
new_app() {
  heading 'A new app that installs the package'
  app="$temp/app"
  mkdir "$app"
  npm pack --pack-destination "$temp" > "$temp/log" 2>&1 || { cat "$temp/log" >&2; fail 'npm pack'; }
  mv "$temp"/cdk8s-zero-downtime-*.tgz "$temp/package.tgz"
  # Compiler and settings are those that `cdk8s init` writes.
  cp node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json "$app"
  node -p 'const installed = (...names) => Object.fromEntries(names.map(name => [name, require(name + "/package.json").version]));
JSON.stringify({
  private: true,
  dependencies: { ...installed("cdk8s", "cdk8s-plus-27", "constructs"), "cdk8s-zero-downtime": "file:../package.tgz" },
  devDependencies: { ...installed("@types/node", "ts-node", ...process.argv.slice(1)), typescript: "~5.9.0" },
}, null, 2)' "$@" > "$app/package.json"
  (cd "$app" && quietly npm install --no-audit --no-fund)
  [ ! -L "$app/node_modules/cdk8s-zero-downtime" ] || fail 'the package was linked, not installed'
}
