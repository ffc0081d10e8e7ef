using Prenup.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Prenup.Demo;

/// <summary>A table of the latest exchanges that moves, for a terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="foot">What stands below the table.</param>
internal sealed class LiveView(IAnsiConsole console, string foot) : IFeedView
{
    private const int MostRows = 20;
    private const int RowsAround = 14; // headings, edges and the foot
    private const int Narrow = 110;
    private static readonly string[] Spared = ["time", "status", ">cached"]; // where it is narrow
    private readonly Queue<string[]> _rows = new();
    private long _count;

    private bool IsNarrow => console.Profile.Width < Narrow;

    /// <inheritdoc/>
    public Task ShowAsync(IAsyncEnumerable<IReadOnlyList<FeedLine>> feed) =>
        console
            .Live(Draw())
            .StartAsync(async live =>
            {
                await foreach (var lines in feed)
                {
                    Take(lines);
                    live.UpdateTarget(Draw());
                    live.Refresh();
                }
            });

    private void Take(IReadOnlyList<FeedLine> lines)
    {
        _count += lines.Count;
        var room = Math.Clamp(console.Profile.Height - RowsAround, 3, MostRows);
        foreach (var line in lines.TakeLast(room))
        {
            _rows.Enqueue(FeedCells.Of(line));
        }
        while (_rows.Count > room)
        {
            _rows.Dequeue();
        }
    }

    private Rows Draw()
    {
        var shown = Shown();
        var table = Picture.Table([.. shown.Select(static column => FeedCells.Headings[column])]);
        table.Border = IsNarrow ? TableBorder.None : TableBorder.Simple;
        foreach (var row in _rows)
        {
            table.AddRow(shown.Select(column => new Text(row[column]) { Overflow = Overflow.Ellipsis }));
        }
        IRenderable[] parts =
        [
            table,
            new Text($"{_count} exchanges. Simulated clouds: no money is spent.\n"),
            new Text(foot),
        ];
        return new Rows(parts);
    }

    private List<int> Shown() =>
        [
            .. Enumerable
                .Range(0, FeedCells.Headings.Length)
                .Where(column => !IsNarrow || !Spared.Contains(FeedCells.Headings[column])),
        ];
}
