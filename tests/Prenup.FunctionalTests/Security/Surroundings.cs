namespace Prenup.FunctionalTests.Security;

/// <summary>Variables of this process's environment for a while: tests that use it share a collection.</summary>
internal sealed class Surroundings : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    public Surroundings(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
