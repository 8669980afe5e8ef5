export { BearerToken } from './bearer-token.js';
export { createHttpApp } from './http-app.js';
export { assertSameWish, IdempotentWish, markReplayed, type Wish } from './idempotency-key.js';
export { OPERATOR_KEY, OperatorGuard } from './operator.guard.js';
export { sendPage, wantsHtml } from './page.js';
export { pageOf, pageQuery, type PageQuery } from './paging.js';
