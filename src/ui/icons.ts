/** The path of a line icon on a 24 × 24 grid, drawn in the current text colour. */
export interface IconDrawing {
  path: string;
  /** Whether it points forwards, so that it is mirrored in right-to-left languages. */
  isDirected?: true;
}

export const addIcon: IconDrawing = { path: 'M12 5v14M5 12h14' };
export const archiveIcon: IconDrawing = { path: 'M3 5h18v4H3zM5 9v10h14V9M10 13h4' };
export const attentionIcon: IconDrawing = { path: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7.5v5M12 16.2v.2' };
export const bellIcon: IconDrawing = { path: 'M6 17V11a6 6 0 0 1 12 0v6M4 17h16M10 20.5h4' };
export const checkIcon: IconDrawing = { path: 'M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6' };
export const closeIcon: IconDrawing = { path: 'M6 6l12 12M18 6 6 18' };
export const copyIcon: IconDrawing = { path: 'M9 9h11v11H9zM15 9V4H4v11h5' };
export const deleteIcon: IconDrawing = {
  path: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5',
};
export const downIcon: IconDrawing = { path: 'M6 9.5l6 6 6-6' };
export const fileIcon: IconDrawing = { path: 'M7 3h7l4 4v14H7zM14 3v4h4M12.5 11v6M10 14.5l2.5 2.5 2.5-2.5' };
export const gripIcon: IconDrawing = { path: 'M9 6v.2M15 6v.2M9 12v.2M15 12v.2M9 18v.2M15 18v.2' };
export const letterIcon: IconDrawing = {
  path: 'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3.5 7.5 12 13l8.5-5.5',
};
export const lockIcon: IconDrawing = { path: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3' };
export const menuIcon: IconDrawing = { path: 'M5 12v.2M12 12v.2M19 12v.2' };
export const mutedIcon: IconDrawing = {
  path: 'M4 4l16 16M8.5 6A6 6 0 0 1 18 11v4M6.3 9.5A6 6 0 0 0 6 11v6h11M10 20.5h4',
};
export const offlineIcon: IconDrawing = {
  path: 'M4 4l16 16M8.6 15.6a5 5 0 0 1 6.5-.3M5.2 12.2a10 10 0 0 1 4.2-2.4M18.8 12.2a10 10 0 0 0-3.4-2.1M2 8.8a15 15 0 0 1 4-2.6M22 8.8A15 15 0 0 0 11 5M12 19v.2',
};
export const openIcon: IconDrawing = {
  path: 'M14 4h6v6M20 4l-9 9M19 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h4',
  isDirected: true,
};
export const organisationIcon: IconDrawing = {
  path: 'M4 21V4h10v17M14 9h6v12M2 21h20M7.5 8h3M7.5 12h3M7.5 16h3M17 13v.2M17 17v.2',
};
export const pauseIcon: IconDrawing = { path: 'M8.5 5v14M15.5 5v14' };
export const peopleIcon: IconDrawing = {
  path: 'M5.5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M3 20v-1.5a4.5 4.5 0 0 1 4.5-4.5h3a4.5 4.5 0 0 1 4.5 4.5V20M16 5a3.5 3.5 0 0 1 0 6.5M17.5 14.2a4.5 4.5 0 0 1 3.5 4.3V20',
};
export const playIcon: IconDrawing = { path: 'M8 5.5v13l10.5-6.5z' };
export const pulseIcon: IconDrawing = { path: 'M3 12h4l3-8 4 16 3-8h4' };
export const quietIcon: IconDrawing = { path: 'M20 14.4A8.2 8.2 0 1 1 9.6 4a6.4 6.4 0 0 0 10.4 10.4z' };
export const readIcon: IconDrawing = {
  path: 'M3 9.8 12 4l9 5.8V18a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3.5 10.3 12 15.5l8.5-5.2',
};
export const settingsIcon: IconDrawing = {
  path: 'M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0M5 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
};
export const soundIcon: IconDrawing = {
  path: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
};
export const starIcon: IconDrawing = {
  path: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z',
};
export const textSizeIcon: IconDrawing = {
  path: 'M2 19 8 5l6 14M4.2 14h7.6M15.5 19l3.2-8 3.3 8M16.7 16.2h4.1',
};
export const tickIcon: IconDrawing = { path: 'M5 12.5 10 17.5 19.5 7.5' };
export const upIcon: IconDrawing = { path: 'M6 14.5l6-6 6 6' };
export const waitIcon: IconDrawing = { path: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5l3.5 2' };
export const warningIcon: IconDrawing = { path: 'M12 4 2.8 19.5h18.4zM12 10v4M12 16.8v.2' };
export const withheldIcon: IconDrawing = {
  path: 'M4 4l16 16M9.8 5.8A9.6 9.6 0 0 1 12 5.5c5 0 8.5 4 9.5 6.5a14 14 0 0 1-2.5 3.6M6.3 7.6A14 14 0 0 0 2.5 12c1 2.5 4.5 6.5 9.5 6.5a9.4 9.4 0 0 0 4.4-1.1M9.9 9.9a3 3 0 0 0 4.2 4.2',
};
