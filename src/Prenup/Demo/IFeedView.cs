namespace Prenup.Demo;

/// <summary>How exchanges are shown while they end: a table that moves, or lines.</summary>
internal interface IFeedView
{
    /// <summary>Shows what comes, until no more comes.</summary>
    Task ShowAsync(IAsyncEnumerable<IReadOnlyList<FeedLine>> feed);
}
