using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Packaging;

/// <summary>What would make two packages of one commit differ.</summary>
public sealed class ReproducibleTests
{
    // .NET 10's generator writes several classes in an order that varies: https://github.com/dotnet/runtime/issues/119587
    [Fact]
    public void A_project_has_one_class_of_log_messages_at_most()
    {
        var classes = Repository
            .Sources("src")
            .Where(static source => source.Text.Contains("[LoggerMessage(", StringComparison.Ordinal))
            .GroupBy(static source => source.Folders[0]);
        Assert.All(classes, static project => Assert.Single(project));
    }
}
