using Prenup.Core.Keys;

namespace Prenup.Core.Offers.Credentials;

/// <summary>An IBM Cloud API key, exchanged at IAM for a bearer token of an hour.</summary>
/// <param name="ApiKey">The API key.</param>
/// <param name="TokenEndpoint">Where IAM is: <c>https://iam.cloud.ibm.com/identity/token</c>.</param>
public sealed record IbmCredential(Secret ApiKey, Uri TokenEndpoint) : CloudCredential;
