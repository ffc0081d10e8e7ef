using Spectre.Console;

namespace Prenup.Pictures;

/// <summary>Tables for people, on whatever a writer leads to.</summary>
internal static class Picture
{
    private const int WidthOfFiles = 200;

    /// <summary>A console on a writer: as wide as the terminal, or wide enough for a file.</summary>
    public static IAnsiConsole On(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
        if (!output.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }
        return console;
    }

    /// <summary>An empty table; a heading that begins with <c>&gt;</c> is of numbers.</summary>
    public static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
        {
            var numbers = heading.StartsWith('>');
            var column = new TableColumn(new Text(numbers ? heading[1..] : heading)).NoWrap().Padding(0, 0, 2, 0);
            table.AddColumn(numbers ? column.RightAligned() : column);
        }
        return table;
    }

    /// <summary>Adds a row of plain text: nothing in it is markup.</summary>
    public static void Add(this Table table, params ReadOnlySpan<string> cells)
    {
        var row = new Text[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            row[i] = new Text(cells[i]);
        }
        table.AddRow(row);
    }
}
