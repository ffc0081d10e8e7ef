using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>attempts: { count: 3, within: 60s }</c></summary>
internal static class AttemptsSection
{
    private const int Most = 10; // beyond that an exchange hides an outage

    public static AttemptBudget Read(Field? section)
    {
        var defaults = AttemptBudget.Default;
        if (section?.Block() is not { } block)
        {
            return defaults;
        }
        var budget = new AttemptBudget(
            block["count"]?.Count(1, Most) ?? defaults.Count,
            block["within"]?.Duration() ?? defaults.Within
        );
        block.Close();
        return budget;
    }
}
