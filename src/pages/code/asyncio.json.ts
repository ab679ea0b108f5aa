// What is run beside a reader's library to lay it beside asyncio: loaded when they ask how like it is.
import type { APIRoute } from 'astro';
import { asyncioFiles } from '../../book/asyncio-files';

export const GET: APIRoute = () => asyncioFiles(false);
