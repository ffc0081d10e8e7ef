using Microsoft.Extensions.Hosting;

namespace Prenup.Serving;

/// <summary>The web host listens to no signals: whoever started it decides when it stops.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
