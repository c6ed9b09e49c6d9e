/** Whether a paper is passed: `Quiz.passes` of generator/model/question.py. */
import type { Grade } from "./model";

/** Whether these grades are enough: points in thousandths of all, in whole numbers as in Python. */
export function passes(grades: Grade[], critical: boolean, mark: number): boolean {
  const points = grades.reduce((sum, grade) => sum + grade.points, 0);
  const of = grades.reduce((sum, grade) => sum + grade.of, 0);
  return critical && points * 1000 >= mark * of;
}
