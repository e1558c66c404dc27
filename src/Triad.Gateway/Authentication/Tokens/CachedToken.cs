using Triad.Core.Errors;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>A token that was verified, and how long that counts.</summary>
/// <param name="Answer">What it allows; or why its tenant is refused.</param>
/// <param name="Until">When it is verified again, by the time provider's clock.</param>
internal sealed record CachedToken(Result<Caller> Answer, DateTimeOffset Until);
