/** How often a property is tried: as often as it says in CI, a tenth elsewhere. For all of them here: `CI=true npx jest FILE`. */
export function runs(all: number): number {
  return process.env.CI ? all : Math.ceil(all / 10);
}
