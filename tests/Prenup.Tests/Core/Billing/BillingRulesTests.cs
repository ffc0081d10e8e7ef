using Prenup.Core.Billing;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Xunit;

namespace Prenup.Tests.Core.Billing;

/// <summary>Who bills which ending, as the clouds' pages say: by status, by what came before it, and by date.</summary>
public sealed class BillingRulesTests
{
    [Theory]
    // Azure: processing is billed, whatever the status says; at the door nothing was processed.
    [InlineData(Cloud.Azure, 400, FaultKind.Content, Billed.Unknown)]
    [InlineData(Cloud.Azure, 400, FaultKind.Context, Billed.Unknown)]
    [InlineData(Cloud.Azure, 400, FaultKind.Invalid, Billed.No)]
    [InlineData(Cloud.Azure, 408, FaultKind.Timeout, Billed.Unknown)]
    [InlineData(Cloud.Azure, 401, FaultKind.Auth, Billed.No)]
    [InlineData(Cloud.Azure, 429, FaultKind.Rate, Billed.No)]
    // Google: nothing but a 200.
    [InlineData(Cloud.Vertex, 400, FaultKind.Content, Billed.No)]
    [InlineData(Cloud.Gemini, 408, FaultKind.Timeout, Billed.No)]
    [InlineData(Cloud.Vertex, 503, FaultKind.Capacity, Billed.No)]
    // Elsewhere no page names a charge for an error.
    [InlineData(Cloud.OpenAi, 400, FaultKind.Content, Billed.No)]
    [InlineData(Cloud.OpenAi, 500, FaultKind.UpstreamBug, Billed.No)]
    [InlineData(Cloud.Bedrock, 429, FaultKind.Rate, Billed.No)]
    public void An_error_is_billed_as_its_cloud_says(Cloud cloud, int status, FaultKind fault, Billed expected) =>
        Assert.Equal(expected, Judge(new Ending(cloud, Day(11, 1), status, Outcome.Refused, fault, HasOutput: false)));

    [Theory]
    [InlineData(0, Outcome.Failed, FaultKind.Timeout, false, Billed.Unknown)] // it left, and nothing came back
    [InlineData(0, Outcome.Aborted, FaultKind.ClientGone, false, Billed.Unknown)]
    [InlineData(200, Outcome.Failed, FaultKind.Network, false, Billed.Unknown)]
    [InlineData(200, Outcome.Failed, FaultKind.QuotaExhausted, false, Billed.No)] // a refusal in words instead of a status
    [InlineData(200, Outcome.Cut, FaultKind.Network, true, Billed.Yes)]
    [InlineData(200, Outcome.Aborted, FaultKind.ClientGone, true, Billed.Yes)]
    [InlineData(200, Outcome.Completed, FaultKind.None, true, Billed.Yes)]
    public void What_ends_early_is_billed_from_the_first_word(
        int status,
        Outcome outcome,
        FaultKind fault,
        bool hasOutput,
        Billed expected
    ) => Assert.Equal(expected, Judge(new Ending(Cloud.OpenAi, Day(11, 1), status, outcome, fault, hasOutput)));

    [Theory]
    [InlineData(6, 1, null, false, Billed.Yes)] // the day before: as any other reply
    [InlineData(6, 2, null, false, Billed.No)]
    [InlineData(9, 23, "bio", false, Billed.No)]
    [InlineData(9, 24, "bio", false, Billed.Yes)]
    [InlineData(9, 24, "frontier_llm", false, Billed.Yes)]
    [InlineData(9, 24, "reasoning_extraction", false, Billed.Yes)]
    [InlineData(9, 24, "cyber", false, Billed.No)]
    [InlineData(9, 24, null, false, Billed.No)]
    [InlineData(9, 24, null, true, Billed.Yes)] // amid the answer: always
    public void Anthropics_refusals_are_billed_by_date_and_category(
        int month,
        int day,
        string? category,
        bool hasOutput,
        Billed expected
    ) =>
        Assert.Equal(
            expected,
            Judge(
                new Ending(Cloud.Anthropic, Day(month, day), 200, Outcome.Completed, FaultKind.None, hasOutput)
                {
                    Stop = "refusal",
                    Category = category,
                }
            )
        );

    [Fact]
    public void Every_rule_names_its_source() =>
        Assert.All(
            BillingRules.All,
            static rule => Assert.Matches("[0-9]{4}-[0-9]{2}|price list|refused", rule.Source)
        );

    private static Billed Judge(Ending ending) => BillingRules.For(ending).Billed;

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);
}
