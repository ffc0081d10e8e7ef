using System.Text.RegularExpressions;
using Prenup.Gateway.Tallying.Series;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Gateway.Tallying;

/// <summary>The closed list of codes that refusals are counted under.</summary>
public sealed partial class RefusalCodeTests
{
    private static readonly string[] Faults =
    [
        "src/Prenup.Gateway/Refusals.cs",
        "src/Prenup.Gateway/AttemptFaults.cs",
        "src/Prenup.Dialects/Faults/CloudVerdict.cs",
        "src/Prenup.Dialects/Requests/Refusals.cs",
    ];

    [Fact]
    public void Every_code_of_ours_is_counted_under_its_own_name()
    {
        var codes = Faults
            .SelectMany(file => Code().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
            .Select(static match => match.Groups["code"].Value)
            .ToHashSet();
        Assert.True(codes.Count > 30, "the faults are no longer written as this test reads them");
        Rule.Holds(
            "each code that stands before a fault's message is in RefusalSeries.Known, with whoever is to blame",
            "what is not listed is counted as 'other', and no alert can name it",
            codes.Where(static code => !RefusalSeries.Codes.Contains(code))
        );
    }

    // A code stands on a line of its own, after a status, or in front of a message.
    [GeneratedRegex(
        """(^\s+|\d{3}, |Timeout\(|Invalid\(|Code = )"(?<code>[a-z]+(_[a-z]+)+)"(,|\)|$)""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Code();
}
