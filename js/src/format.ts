// Numbers as people read them: a sign, a fixed number of places, a true minus.

/** Places after the point: four, or as many as give the scale's end two digits. */
export function places(limit: number): number {
  if (!(limit > 0)) return 4;
  return Math.min(9, Math.max(4, 1 - Math.floor(Math.log10(limit))));
}

export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

export function plain(value: number, digits: number): string {
  return signed(value, digits).replace("+", "");
}

/** "17 %", "0.4 %", "−3 %", "0.0 %" for a little of either sign; with a no-break space. */
export function percent(ratio: number): string {
  const value = 100 * ratio;
  const small = Math.abs(value) < 1 && value !== 0;
  return `${plain(value, small ? 1 : 0)}\u00a0%`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Rounds values so that what is shown adds up to the total as shown; each moves by less than its last digit. */
export function rounded(values: readonly number[], total: number, digits: number): number[] {
  const scale = 10 ** digits;
  const whole = values.map((value) => Math.floor(value * scale));
  const missing = Math.round(total * scale) - whole.reduce((sum, value) => sum + value, 0);
  const neediest = values
    .map((value, i) => [value * scale - whole[i]!, i] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, Math.max(0, missing));
  for (const [, i] of neediest) whole[i]! += 1;
  return whole.map((value) => value / scale);
}
