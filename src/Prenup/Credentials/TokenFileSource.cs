using System.Text;
using Prenup.Core.Keys;
using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>A token in a file that somebody else renews. Looked at again every 30 s; while it cannot be read, the last one serves until its end.</summary>
internal sealed class TokenFileSource(string path, TimeProvider clock) : ICredentialSource
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    public bool Renews => true;

    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        string token;
        try
        {
            token = (await File.ReadAllTextAsync(path, Encoding.UTF8, cancellation)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the token file '{path}' cannot be read", fault);
        }
        if (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new CredentialException($"the token file '{path}' holds no token that a header can carry");
        }
        return new IssuedCredential(new Secret(token), JwtEnd.Of(token) ?? DateTimeOffset.MaxValue)
        {
            LookAgain = clock.GetUtcNow() + Look,
        };
    }
}
