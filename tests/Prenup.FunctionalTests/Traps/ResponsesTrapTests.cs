using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Traps;

/// <summary>Responses streams that fail after something was seen.</summary>
public sealed class ResponsesTrapTests
{
    private const string Streamed =
        """{"model":"gpt-5.5","stream":true,"reasoning":{"effort":"none"},"input":"Say hello"}""";

    [Theory]
    [InlineData(FaultKind.ErrorEvent, "event: error")]
    [InlineData(FaultKind.FailedEvent, "event: response.failed")]
    public async Task R7_An_error_after_visible_text_is_the_end_and_never_completed(FaultKind kind, string ending)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Of(kind, afterEvents: 8));
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/responses", Streamed);
        var text = await TestClient.TextAsync(response);

        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(
            events,
            static one => one.StartsWith("event: response.output_text.delta", StringComparison.Ordinal)
        );
        Assert.StartsWith(ending, events[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("response.completed", text, StringComparison.Ordinal);
        Assert.Single(events, one => one.StartsWith(ending, StringComparison.Ordinal));
        Assert.Equal(AttemptState.Partial, Assert.Single(await gateway.AttemptsAsync()).State);
    }

    [Fact]
    public async Task R14_Sealed_reasoning_that_was_asked_for_arrives_unchanged()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        const string include = "\"store\":false,\"include\":[\"reasoning.encrypted_content\"]";

        using var whole = await client.PostAsync(
            "/v1/responses",
            $$"""{"model":"gpt-5.5","input":"Think",{{include}}}"""
        );
        using var streamed = await client.PostAsync(
            "/v1/responses",
            $$"""{"model":"gpt-5.5","input":"Think","stream":true,{{include}}}"""
        );

        Assert.Contains(
            "\"encrypted_content\": \"gAAAAAB",
            await TestClient.TextAsync(whole),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"encrypted_content\":\"gAAAAAB",
            await TestClient.TextAsync(streamed),
            StringComparison.Ordinal
        );
        Assert.All(await gateway.AttemptsAsync(), static row => Assert.Null(row.Closed!.StoredId));
    }
}
