using System.Net;
using System.Text;
using Prenup.FunctionalTests.Matrix;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>The same as <see cref="EgressTests"/> at every cloud, with every kind of credential: no field and no header names a destination.</summary>
[Collection(Dialled.Alone)]
public sealed class EgressEverywhereTests(World world) : IClassFixture<World>
{
    public static TheoryData<string> Ways { get; } = [.. Table.Ways.Select(static way => way.Name)];

    [Theory, MemberData(nameof(Ways))]
    public async Task S8_Neither_field_nor_header_names_a_destination(string name)
    {
        using var dialled = new Dialled();
        await using var elsewhere = new RawCloud("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = new TestClient(world.Address);
        foreach (var (kind, _) in Table.Named(name).Offers)
        {
            var body = Encoding.UTF8.GetBytes(
                $$"""{"model":"{{name}}.{{kind}}",{{Asked(kind)}},{{Named(elsewhere.Address)}}}"""
            );
            using var request = new HttpRequestMessage(HttpMethod.Post, Path(kind) + "?api_base=" + elsewhere.Address)
            {
                Content = new ByteArrayContent(body) { Headers = { { "content-type", "application/json" } } },
            };
            foreach (var header in EgressTests.Headers)
            {
                request.Headers.TryAddWithoutValidation(header, elsewhere.Address.ToString());
            }
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await TestClient.TextAsync(response);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{kind}: {text}");
        }
        Assert.Equal(0, elsewhere.Connections);
        var clouds = world.Clouds.All.Concat(world.Clouds.Identities).Append(world.Clouds.Aws.Identity);
        dialled.AssertOnlyTo([world.Address, .. clouds.Select(static cloud => cloud.Address)]);
    }

    private static string Path(string kind) =>
        kind switch
        {
            "chat" => Requests.ChatPath,
            "responses" => Requests.ResponsesPath,
            _ => "/v1/embeddings",
        };

    private static string Asked(string kind) =>
        kind == "chat" ? """ "messages":[{"role":"user","content":"hi"}] """ : """ "input":"hi" """;

    // At the top, and in what is below it.
    private static string Named(Uri address) =>
        string.Join(
            ',',
            EgressTests.Fields.Select(
                (field, at) =>
                    at % 2 == 0
                        ? $"\"{field}\":\"{address}\""
                        : $$"""
                            "{{field}}":{"{{field}}":"{{address}}","url":"{{address}}","api_base":["{{address}}"]}
                            """
            )
        );
}
