export { FileStore, type FileAnswer, type FileRequest, type StoredFile } from './file-store.js';
export { FolderStore } from './folder-store.js';
