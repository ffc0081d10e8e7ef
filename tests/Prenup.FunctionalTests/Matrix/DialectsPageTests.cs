using Xunit;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>The document says what the tests run.</summary>
public sealed class DialectsPageTests
{
    [Fact]
    public async Task The_page_is_the_table()
    {
        var file = Path.Combine(SharedFolder.Repository, "docs", "dialects.md");
        if (Environment.GetEnvironmentVariable("PRENUP_WRITE") == "1")
        {
            await File.WriteAllTextAsync(file, DialectsPage.Text(), TestContext.Current.CancellationToken);
        }
        Assert.Equal(DialectsPage.Text(), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }
}
