# shellcheck shell=bash
# Sourced by the scripts that look at the package as its users do.

# Makes an app in $app that installs a package and nothing else but what `cdk8s init` adds:
# app_with TARBALL PACKAGE CDK8S-PLUS ITS-VERSION [DEV-DEPENDENCY ...]
app_with() {
  heading "A new app that installs $2"
  app="$temp/app"
  rm -rf "$app"
  mkdir "$app"
  cp "$1" "$temp/package.tgz"
  # Compiler and settings are those that `cdk8s init` writes.
  cp node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json "$app"
  node -p 'const [name, plus, version, ...tools] = process.argv.slice(1);
const installed = (...names) => Object.fromEntries(names.map(name => [name, require(name + "/package.json").version]));
JSON.stringify({
  private: true,
  dependencies: { ...installed("cdk8s", "constructs"), [plus]: version, [name]: "file:../package.tgz" },
  devDependencies: { ...installed("@types/node", "ts-node", ...tools), typescript: "~5.9.0" },
}, null, 2)' "${@:2}" > "$app/package.json"
  (cd "$app" && quietly npm install --no-audit --no-fund)
  [ ! -L "$app/node_modules/$2" ] || fail 'the package was linked, not installed'
}

# The same with the package of these sources: new_app [DEV-DEPENDENCY ...]
new_app() {
  npm pack --pack-destination "$temp" > "$temp/log" 2>&1 || { cat "$temp/log" >&2; fail 'npm pack'; }
  app_with "$(echo "$temp"/cdk8s-zero-downtime-*.tgz)" cdk8s-zero-downtime cdk8s-plus-27 "$(node -p 'require("cdk8s-plus-27/package.json").version')" "$@"
}
