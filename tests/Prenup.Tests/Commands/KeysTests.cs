using System.Text;
using Prenup.Core.Keys;
using Prenup.Stores.Keys;
using Prenup.Tests.Stores;
using Xunit;

namespace Prenup.Tests.Commands;

public sealed class KeysTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_shown_once_and_works_at_once()
    {
        var made = await KeysAsync("create", "mine", "--project", "p", "--models", "a, b", "--concurrent", "4");
        Assert.Equal(0, made.Code);
        var text = Assert.Single(made.Lines);
        using (var store = KeyStore.Open(_folder.Path, TimeProvider.System))
        {
            var key = Assert.Single(store.Load());
            Assert.Equal(KeyHash.Of(text), key.Hash);
            Assert.Equal(("mine", "p", 4), (key.Name, key.Project, key.Bounds.Limits.Concurrent));
            Assert.Equal(["a", "b"], key.Bounds.Models!.Order());
        }
        foreach (var listed in new[] { await KeysAsync("list"), await KeysAsync("list", "--json") })
        {
            Assert.Equal(0, listed.Code);
            Assert.Contains(text[..7], listed.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(text, listed.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(KeyHash.Of(text).ToString(), listed.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_script_gets_one_object_with_the_key_and_its_hash()
    {
        var made = (await KeysAsync("create", "mine", "--project", "p", "--json")).Json();
        Assert.Equal("mine", made.GetProperty("name").GetString());
        var hash = KeyHash.Of(made.GetProperty("key").GetString()).ToString();
        Assert.Equal(hash, made.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task A_name_is_used_once_and_revoked_once()
    {
        Assert.Equal(0, (await KeysAsync("create", "mine", "--project", "p")).Code);
        Assert.Equal(1, (await KeysAsync("create", "mine", "--project", "p")).Code);
        Assert.Equal(0, (await KeysAsync("revoke", "mine")).Code);
        Assert.Equal(1, (await KeysAsync("revoke", "mine")).Code);
        Assert.Equal(1, (await KeysAsync("create", "mine", "--project", "p")).Code);
        var listed = Assert.Single((await KeysAsync("list", "--json")).Lines);
        Assert.DoesNotContain("\"revoked\":null", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_makes_nothing()
    {
        Assert.Equal(0, (await KeysAsync("list")).Code);
        Assert.Equal(1, (await KeysAsync("revoke", "mine")).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_configuration_says_which_projects_models_and_teams_there_are()
    {
        var file = Path.Combine(_folder.Path, "prenup.yaml");
        const string yaml = """
            data: ./data
            accounts: { openai: { cloud: openai, key: env:OPENAI_API_KEY } }
            models: { gpt-5.5: { offers: [{ name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 }] } }
            teams: { search: {} }
            projects: { catalogue: { team: search } }
            """;
        await File.WriteAllTextAsync(file, yaml, Encoding.UTF8, TestContext.Current.CancellationToken);
        Task<Cli> CreateAsync(params string[] more) =>
            Cli.RunAsync(["keys", "create", "mine", "--config", file, .. more]);

        var project = await CreateAsync("--project", "catalog");
        Assert.Equal(2, project.Code);
        Assert.Contains("did you mean 'catalogue'?", project.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CreateAsync("--project", "catalogue", "--team", "sales")).Code);
        Assert.Equal(2, (await CreateAsync("--project", "catalogue", "--models", "gpt-5")).Code);

        var made = await CreateAsync("--project", "catalogue", "--models", "gpt-5.5", "--json");
        Assert.Equal(0, made.Code);
        Assert.Equal("search", made.Json().GetProperty("team").GetString());
        Assert.True(File.Exists(Path.Combine(_folder.Path, "data", "keys.db")));
    }

    private Task<Cli> KeysAsync(params string[] arguments) =>
        Cli.RunAsync(["keys", .. arguments, "--data", _folder.Path]);
}
