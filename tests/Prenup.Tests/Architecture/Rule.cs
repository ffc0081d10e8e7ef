using Xunit;

namespace Prenup.Tests.Architecture;

/// <summary>A rule of the house: what breaks it is listed with the rule and the reason for it.</summary>
internal static class Rule
{
    public static void Holds(string rule, string reason, IEnumerable<string> violations)
    {
        var found = violations.Order(StringComparer.Ordinal).ToList();
        Assert.True(
            found.Count == 0,
            $"""
            Rule: {rule}
            Why: {reason}
            Broken by:
              {string.Join("\n  ", found)}
            """
        );
    }
}
