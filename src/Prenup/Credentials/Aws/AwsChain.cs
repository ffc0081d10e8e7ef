using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>
/// Finds credentials where AWS's tools look for them and in their order: what the account names; else environment, web identity,
/// profile (SSO and roles included), container, instance.
/// </summary>
internal static class AwsChain
{
    private const string DefaultProfile = "default";

    /// <summary>The credentials, not yet fetched where they have to be.</summary>
    /// <param name="credential">The credential as configured.</param>
    /// <param name="handler">The account's connections, for the services of the machine it runs on.</param>
    /// <exception cref="CredentialException">There are none.</exception>
    public static AWSCredentials Find(AwsCredential credential, HttpMessageHandler handler)
    {
        if (credential.AccessKeyId is { } id)
        {
            var secret = credential.SecretAccessKey!.Reveal();
            return credential.SessionToken is { } token
                ? new SessionAWSCredentials(id, secret, token.Reveal())
                : new BasicAWSCredentials(id, secret);
        }
        if (credential.Profile is { } profile)
        {
            return Profile(profile) ?? throw new CredentialException($"there is no AWS profile '{profile}'");
        }
        return Surroundings(handler);
    }

    private static AWSCredentials Surroundings(HttpMessageHandler handler)
    {
        if (IsSet("AWS_ACCESS_KEY_ID"))
        {
            return new EnvironmentVariablesAWSCredentials();
        }
        if (IsSet(AssumeRoleWithWebIdentityCredentials.WebIdentityTokenFileEnvVariable))
        {
            return AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables();
        }
        var named = Environment.GetEnvironmentVariable("AWS_PROFILE");
        if (Profile(named is { Length: > 0 } ? named : DefaultProfile) is { } profile)
        {
            return profile;
        }
        if (named is { Length: > 0 })
        {
            throw new CredentialException("there is no such AWS profile as AWS_PROFILE names");
        }
        var inContainer =
            IsSet("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || IsSet("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        return inContainer ? new AwsContainer(handler) : new AwsInstance(handler);
    }

    private static AWSCredentials? Profile(string name)
    {
        var profiles = new CredentialProfileStoreChain();
        if (!profiles.TryGetProfile(name, out var profile))
        {
            return null;
        }
        if (RunsProcess(profile, profiles))
        {
            throw new CredentialException(
                $"AWS profile '{name}' gets its credentials by a process, which the gateway never starts"
            );
        }
        return profile.GetAWSCredentials(profiles);
    }

    private static bool RunsProcess(CredentialProfile profile, CredentialProfileStoreChain profiles)
    {
        HashSet<string> seen = [];
        for (CredentialProfile? next = profile; next is not null && seen.Add(next.Name); )
        {
            if (next.Options.CredentialProcess is { Length: > 0 })
            {
                return true;
            }
            next =
                next.Options.SourceProfile is { Length: > 0 } source && profiles.TryGetProfile(source, out var other)
                    ? other
                    : null;
        }
        return false;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
