namespace FFMpegCore;

public interface ITagsContainer
{
    Dictionary<string, string>? Tags { get; set; }
}
