/* Contrast of two colours, as WCAG 2.2 counts it. */
const channel = (part) => {
  const value = parseInt(part, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const luminance = (hex) => 0.2126 * channel(hex.slice(1, 3)) + 0.7152 * channel(hex.slice(3, 5)) + 0.0722 * channel(hex.slice(5, 7));

/** Whether this is `#rrggbb`. */
export const isColour = (text) => /^#[0-9a-fA-F]{6}$/.test(text);

/** The contrast of two `#rrggbb`: 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
