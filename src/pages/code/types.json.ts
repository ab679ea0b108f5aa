// Loaded when the type checker in the page is first asked.
import type { APIRoute } from 'astro';
import { typeLibraries } from '../../book/type-libraries';

export const GET: APIRoute = () => Response.json(typeLibraries());
