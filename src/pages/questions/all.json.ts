// Which questions there are, for what chooses among them.
import type { APIRoute } from 'astro';
import { partOf } from '../../book/chapters';
import { chaptersWithQuestions, questionsOf } from '../../book/questions';
import type { Asking } from '../../components/questions/all-questions';

export const GET: APIRoute = async () => {
  const all: Asking[] = (await chaptersWithQuestions()).map((chapter) => ({
    chapter: chapter.id,
    part: partOf(chapter).name,
    questions: questionsOf(chapter.id).map(({ id }) => id),
  }));
  return Response.json(all);
};
