using System.Text.Json;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>One line for each exchange, with what an operator looks for.</summary>
public sealed class AccessLogTests
{
    [Fact]
    public async Task Each_exchange_has_one_line_that_says_who_asked_who_answered_and_who_is_to_blame()
    {
        var folder = Directory.CreateTempSubdirectory("prenup-access-").FullName;
        try
        {
            var exchanges = await AskAllAsync(folder);
            var text = await File.ReadAllLinesAsync(
                Path.Combine(folder, "access.log"),
                TestContext.Current.CancellationToken
            );
            var lines = text.Select(static line => JsonDocument.Parse(line).RootElement).ToList();

            Assert.Equal(exchanges, lines.Select(static line => $"{line.GetProperty("exchange")}"));
            AssertHas(
                lines[0],
                """{"api":"openai-chat","operation":"generate","stream":true,"key":"one","project":"one","model":"gpt-4.1-mini","offer":"azure","account":"azure-v1","attempts":2,"status":200,"state":"settled","served-model":"gpt-4.1-mini-2025-04-14"}"""
            );
            Assert.True(lines[0].GetProperty("us").GetInt64() >= lines[0].GetProperty("first-content-us").GetInt64());
            Assert.NotEqual("0", lines[0].GetProperty("usd").GetString());
            AssertHas(
                lines[1],
                """{"key":"one","project":"one","attempts":0,"status":404,"fault":"model_not_found","blame":"client"}"""
            );
            AssertHas(lines[2], """{"attempts":0,"status":401,"fault":"invalid_api_key","blame":"client"}""");
            Assert.False(lines[2].TryGetProperty("key", out _));
            AssertHas(
                lines[3],
                """{"key":"one","model":"gpt-4.1-mini","stream":false,"attempts":2,"status":503,"blame":"upstream"}"""
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An answer after a failover, two refusals, and a failure of every cloud; the exchanges' ids.</summary>
    private static async Task<List<string>> AskAllAsync(string folder)
    {
        await using var gateway = await TestGateway.StartAsync(
            more: "access-log: { file: ./access.log }",
            folder: folder
        );
        using var client = new TestClient(gateway.Address);
        using var nobody = new TestClient(gateway.Address, "pn-nobody");
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(503));
        var exchanges = new List<string>
        {
            await AskAsync(client, Requests.Chat()),
            await AskAsync(client, Requests.Chat("made-up")),
            await AskAsync(nobody, Requests.Chat()),
        };
        foreach (var cloud in gateway.Clouds.All)
        {
            cloud.Faults.Enqueue(Fault.Status(503));
            cloud.Faults.Enqueue(Fault.Status(503));
        }
        exchanges.Add(await AskAsync(client, Requests.Chat(stream: false)));
        return exchanges;
    }

    private static async Task<string> AskAsync(TestClient client, string body)
    {
        using var response = await client.PostAsync(Requests.ChatPath, body);
        await TestClient.TextAsync(response);
        return response.Headers.GetValues("x-prenup-exchange").Single();
    }

    private static void AssertHas(JsonElement line, string fields)
    {
        using var expected = JsonDocument.Parse(fields);
        foreach (var field in expected.RootElement.EnumerateObject())
        {
            Assert.Equal($"{field.Name}: {field.Value}", $"{field.Name}: {line.GetProperty(field.Name)}");
        }
    }
}
