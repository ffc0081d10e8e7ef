using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Dialects.Requests;
using Prenup.Sandbox.Seeing;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>What was permitted is what the cloud saw: its parser is another one, and the tolerant kind.</summary>
public sealed class ParserAgreementTests
{
    private const int Cases = 1500;

    private static readonly Dictionary<string, string> OfferModels = new()
    {
        ["direct"] = "gpt-4.1-mini",
        ["aliased"] = "gpt-4.1-mini",
        ["azure-only"] = "gpt-4.1-mini-eu",
        ["embed"] = "text-embedding-3-small",
    };

    [Theory]
    [InlineData(Dialect.OpenAiChat, "/v1/chat/completions")]
    [InlineData(Dialect.OpenAiResponses, "/v1/responses")]
    [InlineData(Dialect.OpenAiEmbeddings, "/v1/embeddings")]
    public async Task What_passed_is_read_alike_and_the_rest_is_refused_before_any_call(Dialect dialect, string path)
    {
        var bodies = new List<byte[]>();
        Bodies.Of(dialect).Sample(bodies.Add, iter: Cases, threads: 1);
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        var sent = new Dictionary<LedgerId, byte[]>();
        foreach (var body in bodies)
        {
            using var response = await client.PostAsync(path, body);
            var text = await TestClient.TextAsync(response);
            Assert.True(LedgerId.TryParse(response.Headers.GetValues("x-prenup-exchange").Single(), out var id));
            sent.Add(id, body);
            if (!RequestReader.TryRead(body, dialect, out _, out _))
            {
                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, Shown(body) + text);
                Assert.Equal(
                    "invalid_request_error",
                    JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("type").GetString()
                );
            }
        }

        var rows = await gateway.AttemptsAsync();
        var calls = gateway
            .Clouds.All.SelectMany(static cloud => cloud.Calls)
            .ToDictionary(static call => call.AttemptId!);
        Assert.Equal(rows.Select(static row => row.Opened.Attempt.ToString()).Order(), calls.Keys.Order());
        foreach (var row in rows)
        {
            Compare(dialect, sent[row.Opened.Exchange], row, calls[row.Opened.Attempt.ToString()]);
        }
        Assert.InRange(rows.Count, Cases / 5, Cases * 9 / 10);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Cases} bodies, {rows.Count} reached a cloud");
    }

    [Theory]
    [InlineData("""{"model":"on-classic","messages":[]}""", 200)]
    [InlineData("""{"messages":[]}""", 200)]
    [InlineData("""{"model":null,"messages":[]}""", 200)]
    [InlineData("""{"model":"gpt-4.1-mini","messages":[]}""", 400)]
    [InlineData("""{"model":"ON-CLASSIC","messages":[]}""", 400)]
    [InlineData("""{"model":"","messages":[]}""", 400)]
    [InlineData("""{"model":"on-classic","model":"gpt-4.1-mini","messages":[]}""", 400)]
    [InlineData("""{"Model":"gpt-4.1-mini","messages":[]}""", 400)]
    public async Task A_model_in_the_path_and_another_in_the_body_are_refused(string body, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        const string path = "/openai/deployments/on-classic/chat/completions?api-version=2024-10-21";

        using var response = await client.PostAsync(path, body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, gateway.Clouds.Azure.Calls.Count);
    }

    private static void Compare(Dialect dialect, byte[] body, LedgerRow row, SeenCall call)
    {
        Assert.True(RequestReader.TryRead(body, dialect, out var asked, out _), Shown(body));
        Assert.True(call.Seen.IsObject, Shown(body));
        Assert.Equal((asked.Model, asked.Stream), (row.Opened.Model, row.Opened.Streamed));
        Assert.Equal(OfferModels[row.Opened.Offer], call.Seen.Model);
        var (acted, read) = (Acted(dialect, asked), Read(dialect, call.Seen));
        Assert.True(read == acted, $"{Shown(body)}: acted on {acted}, the cloud read {read}");
    }

    // Each dialect has its own fields; what is none of them is nobody's business.
    private static SeenBody Acted(Dialect dialect, AskedBody asked) =>
        dialect switch
        {
            Dialect.OpenAiChat => new SeenBody
            {
                Stream = asked.Stream,
                IncludeUsage = asked.Stream ? true : asked.IncludeUsage, // a named edit
                MaxTokens = asked.MaxOutputTokens,
                Choices = asked.Choices,
                Store = asked.Store,
                ServiceTier = asked.ServiceTier,
            },
            Dialect.OpenAiResponses => new SeenBody
            {
                Stream = asked.Stream,
                MaxTokens = asked.MaxOutputTokens,
                PreviousResponseId = asked.PreviousResponseId,
                Store = asked.Store,
                ServiceTier = asked.ServiceTier,
            },
            _ => new SeenBody { ServiceTier = asked.ServiceTier },
        };

    private static SeenBody Read(Dialect dialect, SeenBody seen)
    {
        var read = seen with { IsObject = false, Model = null };
        return dialect switch
        {
            Dialect.OpenAiChat => read with
            {
                Stream = seen.Stream ?? false,
                Choices = seen.Choices ?? 1,
                PreviousResponseId = null,
            },
            Dialect.OpenAiResponses => read with { Stream = seen.Stream ?? false, IncludeUsage = null, Choices = null },
            _ => new SeenBody { ServiceTier = seen.ServiceTier },
        };
    }

    private static string Shown(byte[] body) => $"{Encoding.UTF8.GetString(body)} ({Convert.ToHexString(body)}) ";
}
