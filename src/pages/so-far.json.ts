// What there is to do in the book: loaded on the start page by a reader who comes back.
import type { APIRoute } from 'astro';
import { bookSoFar } from '../components/so-far/book';

export const GET: APIRoute = async () => Response.json(await bookSoFar());
