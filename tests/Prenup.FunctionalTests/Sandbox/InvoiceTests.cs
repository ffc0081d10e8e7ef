using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Replies;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class InvoiceTests
{
    [Fact]
    public async Task A_call_worked_out_by_hand()
    {
        await using Client client = await Client.StartAsync();
        // Prompt: 3 for the message and 10 bytes of text, so 3. Answer: capped at 5. At 2 and 8 USD per million:
        // 6 × 2 000 000 + 5 × 8 000 000 pico-dollars.
        string ask = ChatTests.Ask("abcdefghij", "\"max_completion_tokens\":5", "gpt-4.1");
        await client.OpenAiAsync("v1/chat/completions", ask);

        Invoice invoice = client.OpenAi.Invoice();
        Assert.Equal(
            [
                new InvoiceLine("gpt-4.1", "default", "standard", "input", 6, 12_000_000),
                new InvoiceLine("gpt-4.1", "default", "standard", "output", 5, 40_000_000),
            ],
            invoice.Lines
        );
        Assert.Equal("0.000052", invoice.TotalUsd);
        Assert.Equal("complete", Assert.Single(invoice.Calls).Basis);
    }

    [Fact]
    public async Task Cached_tokens_and_tiers_have_their_own_lines()
    {
        await using Client client = await Client.StartAsync();
        Replay(client, "gpt-5.5", "default", new(2_000, 1_024, 100, 60));
        Replay(client, "gpt-5.5", "flex", new(2_000, 1_024, 100, 60));
        await client.OpenAiAsync("anything", "{}");
        await client.OpenAiAsync("anything", "{}");

        Invoice invoice = client.OpenAi.Invoice();
        Assert.Equal(
            [
                "default cached-input 512000000",
                "default input 4880000000",
                "default output 3000000000",
                "flex cached-input 256000000",
                "flex input 2440000000",
                "flex output 1500000000",
            ],
            invoice.Lines.Select(l => $"{l.Tier} {l.Meter} {l.Pico}")
        );
        Assert.Equal("0.012588", invoice.TotalUsd);
    }

    [Theory]
    [InlineData(272_000, "standard", 1_360_000_000_000 + 3_000_000_000)]
    [InlineData(272_001, "long", 2_720_010_000_000 + 4_500_000_000)]
    public async Task A_prompt_above_272k_is_billed_wholly_at_the_long_rates(long prompt, string band, long pico)
    {
        await using Client client = await Client.StartAsync();
        Replay(client, "gpt-5.5", "default", new(prompt, 0, 100, 0));
        await client.OpenAiAsync("anything", "{}");

        Assert.All(client.OpenAi.Invoice().Lines, l => Assert.Equal(band, l.Band));
        Assert.Equal(pico, (long)client.OpenAi.Invoice().TotalPico);
    }

    [Fact]
    public async Task C18_the_tier_served_is_billed_and_not_the_tier_asked_for()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.ServeTier("default"));
        string ask = ChatTests.Ask("hello", "\"service_tier\":\"priority\"", "gpt-4.1");
        Reply downgraded = await client.OpenAiAsync("v1/chat/completions", ask);
        Reply served = await client.OpenAiAsync("v1/chat/completions", ask);

        Assert.Equal("default", downgraded.Json.GetProperty("service_tier").GetString());
        Assert.Equal("priority", served.Json.GetProperty("service_tier").GetString());
        Assert.Equal(["default", "priority"], client.OpenAi.Calls.Select(c => c.ServedTier));
        Assert.Equal(7 * client.OpenAi.Calls[0].BilledPico, 4 * client.OpenAi.Calls[1].BilledPico);
    }

    [Fact]
    public async Task Flex_where_it_is_not_sold_is_refused()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync(
            "openai/v1/chat/completions",
            ChatTests.Ask("hello", "\"service_tier\":\"flex\"", "gpt-4.1")
        );

        Assert.Equal(400, reply.Status);
        Assert.Empty(client.Azure.Invoice().Lines);
    }

    [Fact]
    public async Task The_invoice_outlives_the_calls_it_was_made_of()
    {
        await using Client client = await Client.StartAsync(new() { KeptCalls = 2 });
        for (int i = 0; i < 5; i++)
        {
            await client.OpenAiAsync("v1/embeddings", """{"model":"text-embedding-3-small","input":"abcdefgh"}""");
        }

        Assert.Equal(2, client.OpenAi.Calls.Count);
        Assert.Equal(5 * 2 * 20_000, (long)client.OpenAi.Invoice().TotalPico);
    }

    private static void Replay(Client client, string model, string tier, BilledUsage usage) =>
        client.OpenAi.Replies.Enqueue(
            new CannedReply(200, [], "{}"u8.ToArray())
            {
                Model = model,
                Tier = tier,
                Usage = usage,
            }
        );
}
