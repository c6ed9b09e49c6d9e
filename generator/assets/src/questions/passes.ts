/** What a paper is worth and whether it is passed: `score` and `Quiz.passes` of generator/model/question.py. */
import type { Grade } from "./model";

function common(a: number, b: number): number {
  return b ? common(b, a % b) : a;
}

/** Points and how many there are; every graded question weighs the same, part points make all of them finer. */
export function score(grades: Grade[]): { points: number; of: number } {
  const graded = grades.filter((grade) => grade.of > 0);
  const finest = graded.reduce((all, { of }) => (all * of) / common(all, of), 1);
  return { points: graded.reduce((sum, { points, of }) => sum + points * (finest / of), 0), of: finest * graded.length };
}

/** Whether these grades are enough: points in thousandths of all, in whole numbers as in Python. */
export function passes(grades: Grade[], critical: boolean, mark: number): boolean {
  const { points, of } = score(grades);
  return critical && points * 1000 >= mark * of;
}
