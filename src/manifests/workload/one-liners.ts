const NUMBER = '(\\d{1,9}(?:\\.\\d{1,6})?)';
const NOTHING = '(?:\\(\\)\\s*=>\\s*\\{\\s*\\}|function\\s*\\(\\)\\s*\\{\\s*\\})';

interface OneLiner {
  readonly interpreter: RegExp;
  readonly flag: RegExp;
  readonly program: RegExp;
  /** In seconds. */
  readonly unit: number;
}

/** Programs that only sleep, in the languages of images without a shell. */
const ONE_LINERS: readonly OneLiner[] = [
  {
    interpreter: /^python[\d.]{0,5}$/,
    flag: /^-c$/,
    program: whole(`(?:import time|from time import sleep)\\s*;\\s*(?:time\\.)?sleep\\(${NUMBER}\\)`),
    unit: 1,
  },
  { interpreter: /^node(?:js)?$/, flag: /^(?:-e|--eval)$/, program: whole(`setTimeout\\(\\s*${NOTHING}\\s*,\\s*${NUMBER}\\s*\\)`), unit: 0.001 },
  { interpreter: /^(?:perl|ruby)$/, flag: /^-e$/, program: whole(`sleep\\s*\\(?\\s*${NUMBER}\\s*\\)?`), unit: 1 },
  { interpreter: /^php$/, flag: /^-r$/, program: whole(`sleep\\(${NUMBER}\\)`), unit: 1 },
];

function whole(program: string): RegExp {
  return new RegExp(`^\\s*${program}\\s*;?\\s*$`);
}

/** How long a program given on the command line sleeps; undefined if it does anything else. */
export function oneLinerSeconds(name: string, args: readonly string[]): number | undefined {
  const known = ONE_LINERS.find(({ interpreter }) => interpreter.test(name));
  const slept = known?.flag.test(args[0] ?? '') ? known.program.exec(args[1] ?? '') : undefined;
  return slept ? Math.round(Number(slept[1]) * known!.unit * 1000) / 1000 : undefined;
}
