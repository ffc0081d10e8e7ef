namespace Prenup.Serving;

/// <summary>Waits for a token.</summary>
internal static class Waiting
{
    /// <summary>Completes when the token is set.</summary>
    public static Task UntilAsync(this CancellationToken token)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), set);
        return set.Task;
    }
}
