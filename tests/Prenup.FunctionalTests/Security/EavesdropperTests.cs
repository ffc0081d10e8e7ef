using Microsoft.Extensions.Logging;
using Prenup.Sandbox;
using Xunit;
using Xunit.Sdk;

namespace Prenup.FunctionalTests.Security;

/// <summary>A credential that is told anywhere fails the test whose gateway told it.</summary>
public sealed class EavesdropperTests
{
    [Theory]
    [InlineData("Content-Length: {1}\r\n\r\n{0}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n{2:x}\r\n{0}\r\n0\r\n\r\n")]
    public async Task What_a_client_gets_is_heard(string reply)
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var text = "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"" + clouds.OpenAi.Key + "\"}}]}";
        await using var cloud = new RawCloud(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + string.Format(null, reply, text, text.Length, text.Length)
        );
        var folder = Directory.CreateTempSubdirectory("prenup-heard-").FullName;
        var gateway = await TestGateway.StartAsync(
            "models: { m: { offers: [ { name: o, account: raw, model: m, price: openai/gpt-4.1-mini } ] } }",
            clouds: clouds,
            folder: folder,
            accounts: $"  raw: {{ cloud: openai, endpoint: '{cloud.Address}v1', key: env:OPENAI }}"
        );
        using (var client = new TestClient(gateway.Address))
        {
            await client.AskAsync("m");
        }
        var told = await Assert.ThrowsAnyAsync<XunitException>(async () => await gateway.StopAsync());
        Assert.StartsWith("what a client got: ", told.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_logged_printed_or_left_in_a_file_is_heard()
    {
        var folder = Directory.CreateTempSubdirectory("prenup-heard-").FullName;
        var secret = TestGateway.AdminKey;
        File.WriteAllText(Path.Combine(folder, "admin"), secret);
        Assert.Null(Told(folder, static _ => { }));

        Assert.StartsWith(
            "the log: ",
            Told(folder, heard => heard.Logs.CreateLogger("Prenup").Log(LogLevel.Trace, "it is {Key}", secret)),
            StringComparison.Ordinal
        );
        Assert.StartsWith("standard output", Told(folder, heard => heard.Hear(secret)), StringComparison.Ordinal);
        var journal = Path.Combine(folder, "000001.journal");
        Assert.StartsWith(
            journal,
            Told(folder, _ => File.WriteAllText(journal, "\0" + secret)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(journal, Told(folder, static _ => { }), StringComparison.Ordinal); // after a restart too
        Directory.Delete(folder, recursive: true);
    }

    private static string? Told(string folder, Action<Eavesdropper> tell)
    {
        using var eavesdropper = new Eavesdropper(folder);
        tell(eavesdropper);
        return Record.Exception(() => eavesdropper.AssertNothingTold(new Canaries()))?.Message;
    }
}
