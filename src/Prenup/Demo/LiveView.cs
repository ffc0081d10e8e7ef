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
    private const int RowsAround = 12; // headings, edges and the foot
    private readonly Queue<string[]> _rows = new();
    private long _count;

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
        var table = Picture.Table(FeedCells.Headings);
        foreach (var row in _rows)
        {
            table.Add(row);
        }
        IRenderable[] parts =
        [
            table,
            new Text($"{_count} exchanges. Simulated clouds: no money is spent.\n"),
            new Text(foot),
        ];
        return new Rows(parts);
    }
}
