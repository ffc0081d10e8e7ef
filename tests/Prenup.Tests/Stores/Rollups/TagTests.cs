using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores.Rollups;

public sealed class TagTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"env":"prod"}""", "prod")]
    [InlineData("""{"env":12.50}""", "12.50")]
    [InlineData("""{"env":true}""", "true")]
    [InlineData("""{"env":null}""", "")]
    [InlineData("""{"env":{"env":"inner"},"a":"b"}""", "")]
    [InlineData("""{"a":[1,2],"env":"behind"}""", "behind")]
    [InlineData("""{"env":"whole","cut":"of""", "whole")]
    [InlineData("""{"\ud800":"no text","env":"prod"}""", "")]
    [InlineData("""{"1":"","2":"","3":"","4":"","5":"","6":"","7":"","8":"","env":"the ninth"}""", "")]
    [InlineData("no json", "")]
    public async Task A_tag_is_what_the_client_sent(string tags, string value)
    {
        await EnterAsync(tags);
        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Equal(value, Assert.Single(reader.Sum(LedgerGrouping.Tag, null, "env")).Group);
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    [Fact]
    public async Task A_name_with_many_values_keeps_its_first_ones_and_hides_no_other_name()
    {
        await EnterAsync([
            .. Enumerable
                .Range(0, 400)
                .Select(n => $$"""{"session":"s{{n}}","env":"{{(n % 2 == 0 ? "prod" : "test")}}"}"""),
        ]);
        using var reader = LedgerReader.Open(_folder.Path);
        var sessions = reader.Sum(LedgerGrouping.Tag, null, "session");
        Assert.Equal(1, Assert.Single(sessions, static sum => sum.Group == "s0").Attempts);
        Assert.Equal(144, Assert.Single(sessions, static sum => sum.Group == "(other)").Attempts);
        Assert.Equal(
            [("prod", 200), ("test", 200)],
            reader.Sum(LedgerGrouping.Tag, null, "env").Select(static sum => (sum.Group, sum.Attempts))
        );
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    [Fact]
    public async Task Beyond_the_sets_that_are_kept_every_value_is_another()
    {
        await EnterAsync([.. Enumerable.Range(0, 1_100).Select(static n => $$"""{"n{{n}}":"1"}""")]);
        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Equal(
            [("", 1023), ("(other)", 76), ("1", 1)],
            reader.Sum(LedgerGrouping.Tag, null, "n7").Select(static sum => (sum.Group, sum.Attempts))
        );
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    private async Task EnterAsync(params string[] tags)
    {
        await using var store = await LedgerStore.OpenAsync(
            new LedgerOptions { Folder = _folder.Path },
            TimeProvider.System
        );
        for (var attempt = 1; attempt <= tags.Length; attempt++)
        {
            Assert.True(await store.OpenAsync(Entries.Opened(attempt, tags: tags[attempt - 1])));
            // The last one ends later, so that the bucket of those before is written.
            var later = TimeSpan.FromHours(attempt == tags.Length ? 1 : 0);
            store.Close(Entries.Closed(attempt) with { At = Entries.Closed(attempt).At + later });
        }
    }
}
