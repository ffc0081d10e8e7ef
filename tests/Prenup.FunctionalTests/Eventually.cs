using Xunit;

namespace Prenup.FunctionalTests;

/// <summary>Waits for what happens on another side's own time.</summary>
internal static class Eventually
{
    /// <summary>Waits until it holds; fails the test after ten seconds.</summary>
    public static Task HoldsAsync(Func<bool> holds, string what) => HoldsAsync(holds, () => what);

    /// <summary>The same, with words that say how things stand at the end.</summary>
    public static async Task HoldsAsync(Func<bool> holds, Func<string> what)
    {
        for (var waited = 0; waited < 5000; waited++)
        {
            if (holds())
            {
                return;
            }
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"Waited ten seconds for: {what()}");
    }
}
