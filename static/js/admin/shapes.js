/* Shapes on a picture, as lines of text: "rectangle 40,30;200,120" in the pixels of the picture. */

const LINE = /^\s*(circle|rectangle|polygon)\s+([\d,;.\s]+)$/i;

export const between = (least, value, most) => Math.min(Math.max(least, value), Math.max(least, most));

/* How each shape is moved, sized, drawn from corner to corner, and told. Points are those of its
   line; a polygon comes from files and is moved as a whole. */
export const SHAPES = {
  rectangle: {
    tag: "rect",
    moved: ([[x, y], [wide, high]], [right, down], [w, h]) => [
      [between(0, x + right, w - wide), between(0, y + down, h - high)], [wide, high],
    ],
    sized: ([[x, y], [wide, high]], [right, down], [w, h]) => [
      [x, y], [between(1, wide + right, w - x), between(1, high + down, h - y)],
    ],
    drawn: ([x1, y1], [x2, y2]) => [
      [Math.min(x1, x2), Math.min(y1, y2)],
      [Math.max(1, Math.abs(x2 - x1)), Math.max(1, Math.abs(y2 - y1))],
    ],
    attributes: ([[x, y], [width, height]]) => ({ x, y, width, height }),
    handle: ([[x, y], [wide, high]]) => [x + wide, y + high],
    middle: ([[x, y], [wide, high]]) => [x + wide / 2, y + high / 2],
    told: ([[left, top], [width, height]]) => ({ left, top, width, height }),
  },
  circle: {
    tag: "circle",
    moved: ([[x, y], radius], [right, down], [w, h]) => [
      [between(0, x + right, w), between(0, y + down, h)], radius,
    ],
    sized: ([at, [radius]], [right, down], [w, h]) => [
      at, [between(1, radius + (Math.abs(right) < Math.abs(down) ? down : right), Math.max(w, h)), 0],
    ],
    drawn: ([x1, y1], [x2, y2]) => [[x1, y1], [Math.max(1, Math.hypot(x2 - x1, y2 - y1)), 0]],
    attributes: ([[cx, cy], [r]]) => ({ cx, cy, r }),
    handle: ([[x, y], [radius]]) => [x + radius, y],
    middle: ([at]) => at,
    told: ([[left, top], [radius]]) => ({ left, top, radius }),
  },
  polygon: {
    tag: "polygon",
    moved: (points, [right, down]) => {
      const [left, top] = [0, 1].map((axis) => Math.min(...points.map((point) => point[axis])));
      return points.map(([x, y]) => [x + Math.max(-left, right), y + Math.max(-top, down)]);
    },
    sized: (points) => points,
    attributes: (points) => ({ points: points.join(" ") }),
    handle: () => null,
    middle: (points) => [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length),
    told: (points) => ({ count: points.length }),
  },
};

export function parsed(text) {
  const found = LINE.exec(text);
  if (!found) return { text };
  const kind = found[1].toLowerCase();
  const points = found[2].split(";").filter((part) => part.trim()).map((part) => part.split(",").map(Number));
  const isWhole = points.every((point) => point.length === 2 && point.every(Number.isInteger));
  const [, [wide, high] = []] = points;
  const hasSize = kind === "polygon" ? points.length > 2 : points.length === 2 && wide > 0 && (kind === "circle" || high > 0);
  return isWhole && hasSize ? { text, kind, points } : { text };
}

export const written = ({ kind, points }) => `${kind} ${points.map((point) => point.map(Math.round).join(",")).join(";")}`;
