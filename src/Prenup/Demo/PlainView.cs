namespace Prenup.Demo;

/// <summary>One plain line for each exchange, for files and pipes.</summary>
internal sealed class PlainView(TextWriter writer) : IFeedView
{
    private static readonly int[] Widths = [8, 22, 14, 5, 6, 8, 6, 6, 6, 12];

    /// <inheritdoc/>
    public async Task ShowAsync(IAsyncEnumerable<IReadOnlyList<FeedLine>> feed)
    {
        await writer.WriteLineAsync(Line(FeedCells.Headings));
        await foreach (var lines in feed)
        {
            foreach (var line in lines)
            {
                await writer.WriteLineAsync(Line(FeedCells.Of(line)));
            }
        }
    }

    private static string Line(string[] cells) => string.Join("  ", cells.Zip(Widths, Padded)).TrimEnd();

    private static string Padded(string cell, int width) => cell.TrimStart('>').PadRight(width);
}
