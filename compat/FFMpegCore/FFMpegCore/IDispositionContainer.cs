namespace FFMpegCore;

public interface IDispositionContainer
{
    Dictionary<string, int> Disposition { get; set; }
}
