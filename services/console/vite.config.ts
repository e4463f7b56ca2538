import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build` into `dist`; `vite` alone serves the sources and hands `/api` on to a running stack. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 1_200 },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
