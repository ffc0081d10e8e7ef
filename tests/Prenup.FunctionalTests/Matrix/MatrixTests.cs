using System.ClientModel;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.FunctionalTests.Clients;
using Xunit;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>Runs <see cref="Table"/>: by unchanged clients each cell is answered and billed right, or a 400 that names dialect and offer before anybody is asked.</summary>
public sealed class MatrixTests(World world) : IClassFixture<World>
{
    public static TheoryData<string> Ways { get; } = [.. Table.Ways.Select(static way => way.Name)];

    [Theory, MemberData(nameof(Ways))]
    public Task The_package_OpenAI(string way) =>
        RunAsync(Table.Named(way), [.. DotnetChatCells.All, .. DotnetResponsesCells.All]);

    [Theory, MemberData(nameof(Ways))]
    public Task Microsoft_Extensions_AI(string way) => RunAsync(Table.Named(way), [.. ExtensionsCells.All]);

    [Theory]
    [InlineData("openai")]
    [InlineData("openai-6")]
    public async Task The_npm_package(string package)
    {
        var calls = world.Calls;
        var ways = Table.Ways.Select(way =>
        {
            var seat = world.Seat(way);
            return new
            {
                way = way.Name,
                classic = way.Name.StartsWith("azure-classic", StringComparison.Ordinal),
                chat = seat.Chat,
                reasoner = seat.Reasoner,
                embedder = seat.Embedder,
            };
        });
        var at = new Seat(world.Address, "v1", TestGateway.Key, "") { Ways = JsonSerializer.SerializeToElement(ways) };
        using var said = JsonDocument.Parse(await Node.RunAsync("matrix", package, "OpenAI", at));

        List<string> wrong = [];
        foreach (var way in Table.Ways)
        {
            foreach (var feature in Feature.All)
            {
                var (verdict, _) = way.At(feature);
                var cell = said.RootElement.GetProperty(way.Name).GetProperty(feature.Id);
                var isAsTold =
                    verdict == Verdict.Works
                        ? cell.ValueKind == JsonValueKind.Null
                        : cell.ValueKind == JsonValueKind.Object
                            && IsRefusal(cell.GetProperty("status").GetInt32(), cell.GetRawText(), way, feature);
                wrong.AddRange(isAsTold ? [] : [$"{way.Name} {feature.Id}: {cell}"]);
            }
        }
        Assert.Empty(wrong);
        Assert.True(world.Calls > calls);
        await world.AssertSettledAsync();
    }

    private async Task RunAsync(Way way, IReadOnlyList<(string Feature, Func<Seat, Task> Ask)> cells)
    {
        List<string> wrong = [];
        foreach (var (id, ask) in cells)
        {
            var feature = Feature.All.Single(feature => feature.Id == id);
            var calls = world.Calls;
            var thrown = await Record.ExceptionAsync(() => ask(world.Seat(way)));
            var isAsTold =
                way.At(feature).Verdict == Verdict.Works
                    ? thrown is null
                    : thrown is ClientResultException said
                        && IsRefusal(said.Status, $"{said.GetRawResponse()?.Content}", way, feature)
                        && world.Calls == calls;
            wrong.AddRange(isAsTold ? [] : [$"{way.Name} {id}: {thrown}"]);
        }
        Assert.Empty(wrong);
        await world.AssertSettledAsync();
    }

    private static bool IsRefusal(int status, string text, Way way, Feature feature) =>
        status == 400
        && text.Contains("unsupported_api", StringComparison.Ordinal)
        && text.Contains($"speaks {feature.Dialect.Name()}", StringComparison.Ordinal)
        && text.Contains(way.ModelFor(feature.Dialect), StringComparison.Ordinal);
}
