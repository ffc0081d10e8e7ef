using Xunit;

namespace Prenup.Tests.Architecture;

/// <summary>How large a file may be. How long a method may be is MA0051's, in .editorconfig.</summary>
public sealed class BudgetTests
{
    private const int MostLines = 300;
    private const int MedianLines = 90;

    [Fact]
    public void No_file_is_longer_than_the_budget() =>
        Rule.Holds(
            $"a file has at most {MostLines} lines",
            "a longer file holds more than one thing; split it by what it does, not by length",
            from file in Repository.Sources("src", "tests", "bench")
            where file.Lines > MostLines
            select $"{file.Path}: {file.Lines} lines"
        );

    [Fact]
    public void Half_of_the_files_are_short()
    {
        var files = Repository.Sources("src").OrderBy(file => file.Lines).ToList();
        var median = files[files.Count / 2];
        Rule.Holds(
            $"the median file below src has at most {MedianLines} lines",
            "files that do one thing are short, and a reader finds a thing by its file's name",
            median.Lines > MedianLines ? [$"the median is {median.Lines} lines, in {median.Path}"] : []
        );
    }
}
