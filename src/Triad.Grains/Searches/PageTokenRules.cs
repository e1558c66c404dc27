using Triad.Core.Errors;

namespace Triad.Grains.Searches;

/// <summary>Why a page token is refused that is of this query and tenant.</summary>
internal static class PageTokenRules
{
    private const string SearchAnew = "Search anew without a page token.";

    public static Error OtherSpace { get; } = Of("The page token belongs to a space that the tenant has left.");

    public static Error OtherIndex { get; } = Of("The page token belongs to another kind of index than the one that answers now.");

    public static Error OtherScales { get; } = Of("The page token belongs to other representations than the query asks now.");

    public static Error Gone { get; } = Of(
        "The ranking that the page token goes on with is no longer kept: its time is over, its process has ended, "
        + "or newer searches of the tenant needed the room.");

    private static Error Of(string message) => new(ErrorReason.PageTokenInvalid, message, "options.page_token", null, SearchAnew);
}
