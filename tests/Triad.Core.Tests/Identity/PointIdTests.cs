using Triad.Core.Identity;

namespace Triad.Core.Tests.Identity;

public sealed class PointIdTests
{
    // python3 -c "import uuid; print(uuid.uuid5(uuid.UUID('5c1a5a3e-4f0b-4d0e-9f5e-7d1f3b0a9c42'), 'acme/clip/1/0/tva'))"
    [Theory]
    [InlineData("acme", "clip", 1, 0, "tva", "7b5fc3c0-1fc4-540f-b550-bf650eb74b03")]
    [InlineData("acme", "clip", 1, 0, "v", "fb767aeb-225f-5ad7-9d62-f0076643d442")]
    [InlineData("acme", "clip", 2, 17, "va", "0ac5c6c3-7131-5ebe-a8bf-3ddb13567b41")]
    [InlineData("acme", "clip", 1, -1, "tva", "ccc832a6-8016-53a1-88f8-ffab72fcbc31")]
    [InlineData("acme", "clip", 1, 0, "clip.v", "41119efb-04fd-594c-b02a-8ebbac1e05a6")]
    [InlineData("a-tenant", "A.video_7-x", int.MaxValue, 123456, "a", "9f950a8c-735a-5a63-b5e1-f7d03829829d")]
    public void Of_IsTheStoredIdForEver(string tenant, string video, int generation, int segment, string representation, string expected) =>
        Assert.Equal(
            expected,
            PointId.Of(TenantId.From(tenant), VideoId.From(video), generation, segment, RepresentationName.From(representation)).ToString());

    [Fact]
    public void CompareTo_OrdersByTheBytesOfTheText()
    {
        string[] ordered =
        [
            "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-ff00-000000000000", "00000001-0000-0000-0000-000000000000",
            "01000000-0000-0000-0000-000000000000", "80000000-0000-0000-0000-000000000000", "80000000-0000-0000-8000-000000000000",
        ];

        var sorted = ordered.Reverse().Select(text => new PointId(new Guid(text))).Order();

        Assert.Equal(ordered, sorted.Select(id => id.ToString()));
    }
}
