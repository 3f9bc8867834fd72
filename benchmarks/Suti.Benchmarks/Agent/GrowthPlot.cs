// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Suti.Benchmarks;

/// <summary>Draws growth as lines over a logarithmic axis of sizes.</summary>
internal static class GrowthPlot
{
    private const int Left = 70;
    private const int Top = 40;
    private const int Width = 560;
    private const int Height = 240;

    public static string Draw(IReadOnlyList<GrowthPoint> points)
    {
        var highest = Math.Ceiling(points.Max(static point => Math.Max(point.Save.TotalMicroseconds, point.Find.TotalMicroseconds)) / 100) * 100;
        var (first, last) = (Math.Log10(points[0].Size), Math.Log10(points[^1].Size));
        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + 30} {Top + Height + 60}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"Cost by size\">");
        Line($"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Line($"<text x=\"{Left}\" y=\"20\">microseconds for one credential, by how many are kept (SQLite)</text>");
        for (var step = 0; step <= 4; step++)
        {
            var value = highest * step / 4;
            Line($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\" stroke=\"#dddddd\"/>");
            Line($"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:F0}</text>");
        }

        foreach (var point in points)
        {
            Line($"<text x=\"{X(point):F1}\" y=\"{Top + Height + 20}\" text-anchor=\"middle\">{point.Size:N0}</text>");
        }

        Curve("#1f77b4", "keep, in batches of 500", Top + Height + 44, Left, static point => point.Save);
        Curve("#d62728", "find by a claim", Top + Height + 44, Left + 220, static point => point.Find);
        Line($"</svg>");
        return svg.ToString();

        double X(GrowthPoint point) => Left + ((Math.Log10(point.Size) - first) / Math.Max(last - first, 1) * Width);

        double Y(double value) => Top + Height - (value / highest * Height);

        void Curve(string color, string name, int legendY, int legendX, Func<GrowthPoint, TimeSpan> cost)
        {
            var places = points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point):F1},{Y(cost(point).TotalMicroseconds):F1}"));
            Line($"<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" points=\"{string.Join(' ', places)}\"/>");
            Line($"<line x1=\"{legendX}\" x2=\"{legendX + 20}\" y1=\"{legendY - 4}\" y2=\"{legendY - 4}\" stroke=\"{color}\" stroke-width=\"2\"/>");
            Line($"<text x=\"{legendX + 26}\" y=\"{legendY}\">{name}</text>");
        }

        void Line(FormattableString text) => svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
